import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style.css';

const root = document.getElementById('app');
if (root !== null) createRoot(root).render(<App />);
